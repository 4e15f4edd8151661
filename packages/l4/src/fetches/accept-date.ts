import { defineFetch, oneOf, optional, type SampleContext } from '@weir/keyword'
import { requestWallMs } from '../timers.ts'

const unit = optional(oneOf('unit', ['s', 'ms', 'us']))

const convert = (wallMs: number | null, to: 's' | 'ms' | 'us' | undefined): number | null =>
  wallMs === null
    ? null
    : to === 'us'
      ? Math.floor(wallMs * 1000)
      : to === 'ms'
        ? Math.floor(wallMs)
        : Math.floor(wallMs / 1000)

const acceptedAt = ({ stream, session }: SampleContext): number | null =>
  stream?.startedWallMs ?? session?.acceptedWallMs ?? null

/** Dates of the session and of the request (manual 7.3.2), in seconds unless asked otherwise. */
export const dateFetches = [
  defineFetch({
    name: 'accept_date',
    summary: 'Gives the date of the accept, or of the end of the exchange before.',
    manual: '7.3.2',
    out: 'sint',
    source: 'client connection',
    params: [unit],
    bind:
      ([to]) =>
      (context) =>
        convert(acceptedAt(context), to),
  }),
  defineFetch({
    name: 'request_date',
    summary: 'Gives the date of the first byte of the request.',
    manual: '7.3.2',
    out: 'sint',
    source: 'stream request',
    params: [unit],
    bind:
      ([to]) =>
      (context) =>
        convert(context.stream ? requestWallMs(context.stream) : null, to),
  }),
]
