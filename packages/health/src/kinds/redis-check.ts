import { defineCheck, defineDirective } from '@weir/keyword'
import { answerStep, firstLine } from '../answer-step.ts'
import type { CheckFactory } from '../check-factory.ts'
import { connectStep, createScript, encodeBytes, sendStep } from '../check-step.ts'
import { backendCheckOptions } from '../options.ts'

const pong = '+PONG\r\n'

const create: CheckFactory = () =>
  createScript(
    [
      connectStep(),
      sendStep(encodeBytes('*1\r\n$4\r\nPING\r\n')),
      answerStep((_bytes, isOver, text) => {
        if (text.startsWith(pong)) return { passed: true, info: 'Redis server is ok' }
        return isOver ? { passed: false, status: 'L7STS', info: firstLine(text) } : 'more'
      }),
    ],
    { status: 'L7OK' },
  )

export const redisCheck = defineCheck({
  name: 'redis-check',
  summary: 'Sends PING to a Redis server and expects PONG.',
  create,
})

export const optionRedisCheck = defineDirective({
  name: 'option redis-check',
  summary: 'Checks servers with a Redis PING.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: backendCheckOptions,
  params: [],
  apply(record, _values, { span }) {
    record.kind = { keyword: redisCheck, name: 'redis-check', values: [], span }
  },
})
