/** What `feature(NAME)` finds, and `-vv` prints: exactly what Weir does. */
export const features: ReadonlySet<string> = new Set([
  'EPOLL',
  'ACCEPT4',
  'GETADDRINFO',
  'CRYPT_H',
  'OPENSSL',
  'PROMEX',
  'ZLIB',
])
