import { defineAction, int, verdicts } from '@weir/keyword'

/** Keeps a priority with the stream; nothing schedules by it. Manual 4.2. */
export const setNice = defineAction({
  name: 'set-nice',
  summary: 'Sets the niceness of the stream, which dumps show and nothing else uses.',
  manual: '4.2',
  rulesets: ['tcp-request content', 'tcp-response content', 'http-request', 'http-response'],
  params: [int('nice', { min: -1024, max: 1024 })],
  bind:
    ([nice]) =>
    (context) => {
      if (context.stream) context.stream.nice = nice
      return verdicts.proceed
    },
})
