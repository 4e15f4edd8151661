/**
 * True for browsers that say Mozilla/4 and cannot be trusted with packed answers: all but MSIE 6 with Windows XP SP2 and
 * MSIE 7 to 9 (manual 4.2). The version and the sign of the service pack stand at fixed places, as HAProxy looks for them.
 */
export function cannotUnpack(userAgent: string | null): boolean {
  if (userAgent === null || !userAgent.startsWith('Mozilla/4')) return false
  if (!userAgent.startsWith('MSIE ', 25)) return true
  const version = userAgent[30] ?? ''
  if (version === '6') return !userAgent.startsWith('SV1', 51)
  return version < '7' || version > '9'
}
