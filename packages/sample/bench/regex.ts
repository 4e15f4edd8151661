/** What the own engine costs beside the one of JavaScript: `node packages/sample/bench/regex.ts`. */
import { translateRegex } from '../src/index.ts'
import { Matcher } from '../src/regex/matcher.ts'
import { parseRegex } from '../src/regex/parse.ts'
import { compileProgram } from '../src/regex/program.ts'
import { calibrate, measure } from './measure.ts'

function createMatcher(text: string): Matcher {
  const parsed = parseRegex(text, false)
  if ('error' in parsed) throw new Error(parsed.error)
  return new Matcher(compileProgram(parsed.node, parsed.groupCount)!)
}

calibrate()
const path = '/static/Images/2024/05/logo-4242.png'
for (const text of ['^/static/.*\\.png$', '^/([^/]+)/([^/]+)/', '\\.(?:gif|png|jpe?g)$', '(?i)logo-\\d+']) {
  const regex = translateRegex(text)
  if ('error' in regex) throw new Error(regex.error)
  const matcher = createMatcher(text)
  measure(`${text}, JavaScript's`, () => regex.exec(path), 200_000)
  measure(`${text}, own`, () => matcher.find(path), 200_000)
}
const long = 'a'.repeat(16_383)
for (const text of ['(a+)+$', '^(a|aa)+$', '(.*)*x', '.*a.*a.*a.*b', '(a+)+\\1c']) {
  const matcher = createMatcher(text)
  const nanoseconds = measure(`${text} on 16 KB`, () => matcher.find(`${long}!`), 20)
  console.log(`  ${matcher.steps} steps, ${(nanoseconds / matcher.steps).toFixed(1)} ns a step`)
}
