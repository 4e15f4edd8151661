import { custom, defineAction, type Failed, parseWrappedInteger, verdicts } from '@weir/keyword'

/** What is beyond the limits is taken for them. */
const niceness = custom('nice', '<nice>', (reader): number | Failed => {
  const word = reader.next()
  return word === null
    ? reader.fail("'set-nice' expects <nice>", { code: 'config/missing-argument' })
    : Math.max(-1024, Math.min(1024, parseWrappedInteger(word.text, 32)))
})

/** Keeps a priority with the stream; nothing schedules by it. Manual 4.2. */
export const setNice = defineAction({
  name: 'set-nice',
  summary: 'Sets the niceness of the stream, which dumps show and nothing else uses.',
  manual: '4.2',
  rulesets: ['tcp-request content', 'tcp-response content', 'http-request', 'http-response'],
  params: [niceness],
  bind:
    ([nice]) =>
    (context) => {
      if (context.stream) context.stream.nice = nice
      return verdicts.proceed
    },
})
