package io.apium.jpa;

import io.apium.spi.WorkflowStore.Page;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code apium_workflow_page}: a page of a plan, or of the tail of a long sequence. */
@Entity
@IdClass(PageKey.class)
@Table(name = "apium_workflow_page")
@NamedQuery(name = PageRow.FIND, query = "select p from PageRow p where p.id = :id and p.pageNumber = :page")
@NamedQuery(name = PageRow.DELETE, query = "delete from PageRow p where p.id = :id and p.pageNumber = :page")
@NamedQuery(name = PageRow.EXPIRE, query = "update PageRow p set p.expiresAt = :expiresAt where p.id = :id")
@NamedQuery(name = PageRow.KEEP, query = "update PageRow p set p.expiresAt = null where p.id = :id")
@NamedQuery(
        name = PageRow.OF_ROOT,
        query = "select p from PageRow p where p.rootId = :rootId order by p.id, p.pageNumber")
@NamedQuery(
        name = PageRow.EXPIRED,
        query = "select p.id, p.pageNumber from PageRow p where p.expiresAt <= :now"
                + " and not exists (select j.id from JoinRow j where j.rootId = p.rootId"
                + " and (j.expiresAt is null or j.expiresAt > :now))"
                + " order by p.expiresAt")
@NamedQuery(
        name = PageRow.DELETE_EXPIRED,
        query = "delete from PageRow p where p.id in :ids and p.pageNumber = :rest and p.expiresAt <= :now")
class PageRow {

    static final String FIND = "PageRow.find";
    static final String DELETE = "PageRow.delete";
    static final String EXPIRE = "PageRow.expire";
    static final String KEEP = "PageRow.keep";
    static final String OF_ROOT = "PageRow.ofRoot";
    static final String EXPIRED = "PageRow.expired";
    static final String DELETE_EXPIRED = "PageRow.deleteExpired";

    @Id
    @Column(name = "id", updatable = false)
    private String id;

    @Id
    @Column(name = "page_number", updatable = false)
    private int pageNumber;

    @Column(name = "root_id", updatable = false)
    private @Nullable String rootId;

    @Column(name = "content", updatable = false)
    private String content;

    @Column(name = "expires_at")
    @Convert(converter = EpochMicros.class)
    private @Nullable Instant expiresAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected PageRow() {}

    PageRow(Page page) {
        id = page.id();
        pageNumber = page.number();
        rootId = page.rootId();
        content = page.content();
        expiresAt = page.expiresAt();
    }

    Page toPage() {
        return new Page(id, pageNumber, rootId, content, expiresAt);
    }
}
