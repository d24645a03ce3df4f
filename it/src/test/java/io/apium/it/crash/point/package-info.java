/**
 * What runs inside the server that is killed, put there by Byteman: the rules in {@code crash.btm} tell the kill switch
 * where a thread has come to. The product knows nothing of it.
 *
 * <p>Must not depend on anything but the JDK: the server's system class loader has it.
 */
@NullMarked
package io.apium.it.crash.point;

import org.jspecify.annotations.NullMarked;
