import { defineStreamFetch } from '../define-session-fetch.ts'
import type { RulePlace } from '../rules.ts'

const describe = (place: RulePlace | null): string => (place === null ? '' : `${place.file}:${place.line}`)

/** Where rules have ended a stream, or hold it (manual 7.3.2). */
export const ruleFetches = [
  defineStreamFetch(
    'last_rule_file',
    'str',
    'process',
    'Gives the file of the last rule that ended a list of rules.',
    (stream) => stream.lastRule?.file ?? null,
  ),
  defineStreamFetch(
    'last_rule_line',
    'sint',
    'process',
    'Gives the line of the last rule that ended a list of rules.',
    (stream) => stream.lastRule?.line ?? null,
  ),
  defineStreamFetch(
    'last_entity',
    'str',
    'process',
    'Gives file and line of the last rule that ended a list of rules; empty without one.',
    (stream) => describe(stream.lastRule),
  ),
  defineStreamFetch(
    'waiting_entity',
    'str',
    'process',
    'Gives file and line of the rule that was waiting when the stream broke; empty without one.',
    (stream) => describe(stream.error === null ? null : stream.waitingRule),
  ),
]
