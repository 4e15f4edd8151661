/**
 * What expressions, conditions and log formats cost, in time and in what they leave to the garbage collector:
 * `node --expose-gc packages/sample/bench/expression.ts`.
 */
import { createVocabulary } from '@weir/keyword'
import { createSampleContext, createSampleLanguage, sampleBundle } from '../src/index.ts'
import { calibrate, measure, measureAllocation } from './measure.ts'

const language = createSampleLanguage({ vocabulary: createVocabulary([sampleBundle]) })
const context = createSampleContext()
language.runAction('http-request', ['set-var(txn.path)', 'str(/static/Images/logo.png)'], context)
language.runAction('http-request', ['set-var(txn.n)', 'int(5)'], context)

calibrate()
for (const text of [
  'int(5)',
  'var(txn.n)',
  'int(5),add(3)',
  'int(5),add(3),mul(2)',
  'int(5),add(3),mul(2),sub(1)',
  'int(5),add(3),mul(2),sub(1),add(1)',
  'var(txn.path),lower',
  'var(txn.path),field(2,/)',
  'var(txn.path),lower,field(2,/),length',
  'var(txn.path),crc32',
]) {
  const evaluate = language.binder.expression(language.parseExpression(text))
  measure(text, () => evaluate(context))
  measureAllocation(text, () => evaluate(context))
}
for (const text of [
  'if { bool(1) }',
  'if { var(txn.path) -m beg /static/ }',
  'if { var(txn.path) -m end .gif .png .jpg }',
  'if { var(txn.path) -m reg ^/static/.*\\.png$ }',
  'if { int(5) gt 4 } !{ bool(0) }',
  'if { ipv4(10.1.2.3) 10.0.0.0/8 192.168.0.0/16 }',
]) {
  const test = language.binder.condition(language.parseCondition(text))!
  measure(text, () => test(context))
  measureAllocation(text, () => test(context))
}
for (const text of ['%[int(5)]', 'a %[var(txn.path)] b %[int(5)] c', '%{+json}o%(path)[var(txn.path)]%(n)[int(5)]']) {
  const format = language.binder.logFormat(language.parseLogFormat(text), 'log')
  measure(text, () => format(context))
  measureAllocation(text, () => format(context))
}
