import type { Clock, ProxyError } from '@weir/base'
import type { LogFormatNode, Model, ProxyModel } from '@weir/keyword'
import {
  connectionErrorText,
  type Session,
  type Stream,
  type StreamLog,
  type StreamLogger,
  type StreamLogOptions,
  streamLogOptions,
} from '@weir/l4'
import { Transaction } from '@weir/l7'
import {
  createLogSender,
  type FormatMessage,
  type LogCounters,
  type LogSender,
  type LogStep,
  type LogTransports,
  logOptions,
  logProcessOptions,
  resolveLogTargets,
  TrafficLog,
} from '@weir/log'
import type { SampleLanguage } from '@weir/sample'
import { isKnownEarly } from './early-formats.ts'
import { bindProfiles, profileTagsOf } from './log-profiles.ts'

/** What all senders of a process share. */
export interface LoggingSettings {
  readonly model: Model
  readonly clock: Clock
  readonly transports: LogTransports
  readonly counters: LogCounters
  readonly processId: number
  readonly hostName: string
}

/** Makes the senders of proxies and of the process. */
export class Logging {
  readonly #settings: LoggingSettings
  /** For messages about the process itself and its servers. */
  readonly process: LogSender

  readonly #profileTags: ReadonlyMap<string, string>

  constructor(settings: LoggingSettings) {
    this.#settings = settings
    this.#profileTags = profileTagsOf(settings.model)
    this.process = this.#createSender(settings.model.global.options.get(logOptions).lines, null)
  }

  /** The sender of one proxy's `log` lines. */
  senderOf(proxy: ProxyModel): LogSender {
    const { lines, tag } = proxy.options.get(logOptions)
    return this.#createSender(lines, tag)
  }

  /** A sender for lines that belong to neither a proxy nor the process. */
  senderFor(lines: Parameters<typeof resolveLogTargets>[0], tag: string): LogSender {
    return this.#createSender(lines, tag)
  }

  #createSender(lines: Parameters<typeof resolveLogTargets>[0], tag: string | null): LogSender {
    const { model, clock, transports, counters, processId, hostName } = this.#settings
    const global = model.global.options.get(logOptions)
    const sent = model.global.options.get(logProcessOptions).hostname
    return createLogSender(
      {
        targets: resolveLogTargets(lines, global.lines),
        transportOf: (target) => transports.transportOf(target),
        clock,
        tag: tag ?? global.tag ?? 'haproxy',
        pid: processId,
        hostname: sent === '' ? hostName : sent,
        profileTags: this.#profileTags,
      },
      counters,
    )
  }
}

type BuiltInFormat = Extract<StreamLogOptions['format'], string>

/** What the built-in formats stand for (manual 8.2), as text in the language. */
const builtInFormats: Readonly<Record<Exclude<BuiltInFormat, 'none'>, string>> = {
  tcp: '%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq',
  'tcp-clf':
    '%{+Q}o %{-Q}ci - - [%T] "TCP " 000 %B "" "" %cp %ms %ft %b %s %Th %Tw %Tc %Tt %U %ts-- %ac %fc %bc %sc %rc %sq %bq "" "" ',
  http: '%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r',
  'http-clf':
    '%{+Q}o %{-Q}ci - - [%trg] %r %ST %B "" "" %cp %ms %ft %b %s %TR %Tw %Tc %Tr %Ta %tsc %ac %fc %bc %sc %rc %sq %bq %CC %CS %hrl %hsl',
  https:
    '%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err]/%[ssl_fc_is_resumed] %[ssl_fc_sni]/%sslv/%sslc',
}
/** The log of one frontend's streams, or null when nothing would be written. */
export function createStreamLog(
  proxy: ProxyModel,
  model: Model,
  sender: LogSender,
  language: SampleLanguage,
): StreamLog | null {
  if (sender.isEmpty) return null
  const options = proxy.options.get(streamLogOptions)
  const bind = (node: LogFormatNode): FormatMessage => language.binder.logFormat(node, 'log')
  const bindText = (text: string): FormatMessage => bind(language.parseLogFormat(text))
  const { format: chosen, steps } = options
  const format = typeof chosen === 'string' ? language.parseLogFormat(builtInFormat(chosen, proxy.mode)) : chosen
  const traffic = new TrafficLog({
    sender,
    format: bind(format),
    errorFormat: options.errorFormat === null ? null : bind(options.errorFormat),
    structuredData: options.structuredData === null ? null : bind(options.structuredData),
    profiles: bindProfiles(model, bind),
  })
  const place = bindText('%ci:%cp [%t] %f/')
  const sessionHead = options.errorFormat === null ? place : null
  return {
    logger: new TrafficStreamLogger(traffic, sender, sessionHead, chosen === 'none' && options.errorFormat === null),
    skipsNull: options.skipsNull,
    skipsNormal: options.skipsNormal,
    logsAsSoonAsPossible: steps === null && (options.logsAsSoonAsPossible || isKnownEarly(format)),
    steps,
    separatesErrors: options.separatesErrors,
  }
}

/** HTTP formats fall back to the TCP ones where there is no HTTP. */
function builtInFormat(name: BuiltInFormat, mode: ProxyModel['mode']): string {
  if (name === 'none') return `Connect from %ci:%cp to %fi:%fp (%f/${mode.toUpperCase()})`
  if (mode === 'http') return builtInFormats[name]
  return builtInFormats[name === 'http-clf' ? 'tcp-clf' : name === 'tcp-clf' ? 'tcp-clf' : 'tcp']
}

/** Severities of syslog (RFC 5424 §6.2.1). */
const informational = 6
const erroneous = 3

/** Passes streams on to the log lines of their frontend. */
class TrafficStreamLogger implements StreamLogger {
  readonly #traffic: TrafficLog
  readonly #sender: LogSender
  /** The head of a line about a session without a stream; null when `error-log-format` says it all. */
  readonly #sessionHead: FormatMessage | null
  /** Without a format, nothing is said about what never became a request. */
  readonly #skipsRefused: boolean

  constructor(traffic: TrafficLog, sender: LogSender, sessionHead: FormatMessage | null, skipsRefused: boolean) {
    this.#traffic = traffic
    this.#sender = sender
    this.#sessionHead = sessionHead
    this.#skipsRefused = skipsRefused
  }

  log(stream: Stream, isError: boolean): void {
    if (stream.logLevel === 'silent') return
    const early = stream.isRequest ? 'response' : 'connect'
    // What never became a request is an error of the connection (manual 4.2, `error-log-format`).
    const isRefused = stream instanceof Transaction && stream.isBadRequest
    if (isRefused && this.#skipsRefused) return
    const step = isRefused ? 'error' : stream.isLoggedEarly ? early : 'close'
    this.#write(stream, stream.logLevel ?? (isError ? erroneous : informational), step, null)
  }

  logStep(place: Stream | Session, step: LogStep, profile: string | null): void {
    const level = 'logLevel' in place ? place.logLevel : null
    if (level !== 'silent') this.#write(place, level ?? informational, step, profile)
  }

  #write(place: Stream | Session, level: number, step: LogStep, profile: string | null): void {
    place.logStep = step
    this.#traffic.write(place, level, step, profile)
    place.logStep = null
  }

  logSession(session: Session, error: ProxyError): void {
    if (this.#sessionHead === null) {
      this.#write(session, informational, 'error', null)
      return
    }
    const listener = session.listener.name ?? String(session.listener.id)
    this.#sender.send(informational, `${this.#sessionHead(session)}${listener}: ${sessionErrorText(session, error)}`)
  }
}

/** Manual 8.2.5: what ended a session before it had a stream. */
function sessionErrorText(session: Session, error: ProxyError): string {
  return session.connectionError === 0 ? error.code : connectionErrorText(session.connectionError)
}
