import { defineAction, int, optional, settings, text, verdicts } from '@weir/keyword'
import { reasonOf } from '../reply.ts'

export const setStatus = defineAction({
  name: 'set-status',
  summary: 'Replaces the status code of the response, and its reason phrase.',
  manual: '4.2',
  rulesets: ['http-response', 'http-after-response'],
  params: [int('status', { min: 100, max: 999, isStrict: true }), optional(settings({ reason: text('reason') }))],
  bind([status, options]) {
    const reason = options?.reason ?? reasonOf(status)
    return (context) => {
      context.transaction!.response!.setStatus(status, reason)
      return verdicts.proceed
    }
  },
})
