package dev.palimpsest.pii;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Literal IP addresses, read without ever asking a name server. */
final class IpAddresses {

  private IpAddresses() {}

  static @Nullable InetAddress parse(String text) {
    if (!text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0)) {
      return null;
    }
    if (text.indexOf(':') < 0 && !isDottedQuad(text)) {
      return null;
    }
    try {
      // Brackets make the JDK refuse anything that is not an IPv6 literal.
      return InetAddress.getByName(text.indexOf(':') < 0 ? text : "[" + text + "]");
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }

  private static boolean isDottedQuad(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean padded = part.length() > 1 && part.charAt(0) == '0';
      if (part.length() > 3
          || padded
          || !Validator.isDigits(part)
          || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  /** Not loopback, private, link-local, unspecified, multicast or broadcast. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean special =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    boolean reserved =
        address instanceof Inet4Address
            ? (bytes[0] & 0xff) == 0 || (bytes[0] & 0xff) >= 240
            : (bytes[0] & 0xfe) == 0xfc;
    return !special && !reserved;
  }
}
