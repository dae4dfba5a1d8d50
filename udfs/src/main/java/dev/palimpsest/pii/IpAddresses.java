package dev.palimpsest.pii;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Literal IP addresses, read without ever asking a name server. */
final class IpAddresses {

  private IpAddresses() {}

  static @Nullable InetAddress parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!IpScanner.isPart(text.charAt(i))) {
        return null;
      }
    }
    try {
      if (text.indexOf(':') < 0) {
        byte[] quad = dottedQuad(text);
        return quad == null ? null : InetAddress.getByAddress(quad);
      }
      // Brackets make the JDK refuse anything that is not an IPv6 literal.
      return InetAddress.getByName("[" + text + "]");
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }

  /** Four numbers up to 255, none with a zero in front; null if the text is anything else. */
  private static byte @Nullable [] dottedQuad(String text) {
    byte[] quad = new byte[4];
    int part = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) != '.') {
        continue;
      }
      int number = part < quad.length ? number(text, start, i) : -1;
      if (number < 0) {
        return null;
      }
      quad[part++] = (byte) number;
      start = i + 1;
    }
    return part == quad.length ? quad : null;
  }

  private static int number(String text, int start, int end) {
    boolean padded = end - start > 1 && text.charAt(start) == '0';
    if (end == start || end - start > 3 || padded) {
      return -1;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number <= 255 ? number : -1;
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
