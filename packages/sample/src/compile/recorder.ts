import type { Span } from '@weir/base'
import type { AclNode, ConditionNode, ExpressionNode, SampleValue, Verdict } from '@weir/keyword'

/**
 * Told what bound code does: `explain`, live traces and rule hit counts stand on it. Code bound without one does not
 * contain these calls.
 */
export interface Recorder {
  /** An expression has been evaluated; the value is the one its user gets, null for no sample. */
  sample(node: ExpressionNode, value: SampleValue | null): void
  /** An ACL line has been tried. */
  acl(node: AclNode, matches: boolean): void
  /** A condition has been decided. */
  condition(node: ConditionNode, applies: boolean): void
  /** A rule has run: called by those who bind rule lists. */
  rule(span: Span, verdict: Verdict): void
}
