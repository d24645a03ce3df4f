package io.apium.ejb.server;

import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import org.jspecify.annotations.Nullable;

/** A management bean with these attributes, whose operations answer all the same. */
record AttributesBean(Map<String, ?> attributes, String answer) implements DynamicMBean {

    @Override
    public @Nullable Object getAttribute(String attribute) {
        return attributes.get(attribute);
    }

    @Override
    public void setAttribute(Attribute attribute) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AttributeList setAttributes(AttributeList list) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object invoke(String action, @Nullable Object[] params, String[] signature) {
        return answer;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new MBeanInfo(AttributesBean.class.getName(), "", null, null, null, null);
    }
}
