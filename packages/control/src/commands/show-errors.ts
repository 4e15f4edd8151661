import { defineRuntimeCommand, failure } from '../command.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function formatDate(wallMs: number): string {
  const date = new Date(wallMs)
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0')
  return `${two(date.getDate())}/${months[date.getMonth()]}/${date.getFullYear()}:${time}.${milliseconds}`
}

/** The last message of each proxy and side that could not be parsed. */
export const showErrors = defineRuntimeCommand({
  name: 'show errors',
  usage: 'show errors [<px>] [request|response]',
  summary: 'Report last request and/or response errors for each proxy.',
  level: 'operator',
  run({ args, view }) {
    const [name, side] = args
    const isAll = name === undefined || name === '-1'
    const proxy = isAll
      ? null
      : view.proxies.find((candidate) => candidate.name === name || String(candidate.id) === name)
    if (proxy === undefined) return failure('No such proxy.')
    const shown = view.capturedErrors.filter(
      (error) => (proxy === null || error.proxy === proxy.name) && (side === undefined || error.side === side),
    )
    const total = view.capturedErrors.reduce((most, error) => Math.max(most, error.number + 1), 0)
    const head = `Total events captured on [${formatDate(view.engine.clock.wallMs())}] : ${total}\n`
    const items = shown.map(
      (error) =>
        `\n[${formatDate(error.wallMs)}] proxy ${error.proxy} (#${error.number}): invalid ${error.side}\n${error.text}`,
    )
    return head + items.join('')
  },
})
