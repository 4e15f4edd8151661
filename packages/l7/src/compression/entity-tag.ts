/** Entity tags as HAProxy tells them apart (RFC 9110 §8.8.3; its quirks were seen in the oracle). */
export type TagKind = 'strong' | 'weak' | 'invalid'

export function tagKindOf(tag: string): TagKind {
  if (!tag.endsWith('"')) return 'invalid'
  if (tag.startsWith('W/"')) return 'weak'
  return tag.length >= 2 && tag.startsWith('"') ? 'strong' : 'invalid'
}
