import { fstatSync, readdirSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { versions } from 'node:process'
import type { Diagnostic } from '@weir/base'
import {
  createEnvironment,
  type Environment,
  type ParseConfigOptions,
  type ParsedConfig,
  parseConfig,
} from '@weir/config'
import { processOptions } from '@weir/control'
import type { HostFacts, Model, Vocabulary } from '@weir/keyword'
import { standardVocabulary } from '@weir/standard'
import type { Arguments } from './argv.ts'
import { ConfigurationDump } from './configuration-dump.ts'
import { type ConfigurationFile, describeSystemError } from './configuration-files.ts'
import { features } from './features.ts'
import type { MessageWriter } from './messages.ts'
import { renderForPipe, renderForTerminal } from './render.ts'
import { SourceExcerpts } from './source-excerpts.ts'
import { languageVersion } from './version.ts'

/** A configuration that was read and reported. `exitCode` is set when the process has nothing more to do. */
export interface CheckedSources {
  readonly model: Model
  readonly vocabulary: Vocabulary
  readonly environment: Environment
  readonly exitCode: number | null
}

/** Reads the files, prints what was found, and decides as HAProxy does whether to go on. */
export function checkSources(
  files: readonly ConfigurationFile[],
  parsed: Arguments,
  messages: MessageWriter,
): CheckedSources {
  const environment = createEnvironment(process.env)
  setOwnVariables(environment, parsed)
  const dump = parsed.dumpKey === null ? null : new ConfigurationDump(standardVocabulary, parsed.dumpKey)
  const { model, diagnostics } = readSources(files, environment, dump?.addLine, {
    name: hostname(),
    localPeer: parsed.localPeer,
    // What is not started is told of descriptors that it could not use.
    ...(parsed.isCheck ? { isSocket } : {}),
  })
  if (dump !== null) process.stdout.write(dump.text(), 'latin1')
  const settings = model.global.options.get(processOptions)
  if (settings.isQuiet) messages.mute()
  report(diagnostics, files, parsed, messages)
  const finish = (exitCode: number | null): CheckedSources => ({
    model,
    vocabulary: standardVocabulary,
    environment,
    exitCode,
  })
  if (messages.count('alert') > 0) {
    messages.write('alert', 'Fatal errors found in configuration.')
    return finish(1)
  }
  if (messages.count('warning') > 0 && (parsed.failsOnWarnings || settings.zeroWarning)) {
    messages.write('alert', "Some warnings were found and 'zero-warning' is set. Aborting.")
    return finish(1)
  }
  return finish(null)
}

/** Ends `-c` on a configuration that was found good: says so as HAProxy does, and gives the exit code. */
export function finishCheck(parsed: Arguments, messages: MessageWriter): number {
  if (messages.count('warning') > 0) messages.print('Warnings were found.')
  if (parsed.isVerbose) messages.print('Configuration file is valid')
  return 0
}

function isSocket(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isSocket()
  } catch {
    return false
  }
}

/** Reads files as the daemon does: its vocabulary, its features, the files of the machine. */
export function readSources(
  files: readonly ConfigurationFile[],
  environment: Environment,
  onLine?: ParseConfigOptions['onLine'],
  host: HostFacts = { name: hostname(), localPeer: null },
): ParsedConfig {
  return parseConfig({
    ...(onLine === undefined ? {} : { onLine }),
    files,
    vocabulary: standardVocabulary,
    environment,
    features,
    host,
    facts: { opensslVersion: versions.openssl ?? '', tlsLibrary: 'OpenSSL' },
    configFiles: {
      read(path) {
        try {
          return { text: readFileSync(path, 'latin1') }
        } catch (error) {
          return { error: describeSystemError(error) }
        }
      },
      list(path) {
        try {
          return { names: readdirSync(path) }
        } catch (error) {
          return { error: describeSystemError(error) }
        }
      },
    },
  })
}

function setOwnVariables(environment: Environment, parsed: Arguments): void {
  environment.set('HAPROXY_BRANCH', languageVersion.split('-')[0] ?? languageVersion)
  if (parsed.localPeer !== null) environment.set('HAPROXY_LOCALPEER', parsed.localPeer)
}

function report(
  diagnostics: readonly Diagnostic[],
  files: readonly ConfigurationFile[],
  parsed: Arguments,
  messages: MessageWriter,
): void {
  const isTerminal = process.stderr.isTTY === true && !messages.isMuted
  const excerpts = new SourceExcerpts()
  if (isTerminal) for (const file of files) excerpts.add(file.name, file.text)
  const failed = new Set<string>()
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === 'diag' && !parsed.isDiagnostic) continue
    if (diagnostic.severity === 'alert' && diagnostic.stage === 'parsing' && diagnostic.span !== null)
      failed.add(diagnostic.span.file)
    if (isTerminal) {
      messages.note(diagnostic.severity)
      process.stderr.write(
        `${renderForTerminal(diagnostic, excerpts, process.env.NO_COLOR === undefined)}\n\n`,
        'latin1',
      )
    } else messages.write(diagnostic.severity, renderForPipe(diagnostic))
  }
  if (!isTerminal)
    for (const file of failed) messages.write('alert', `config : Error(s) found in configuration file : ${file}`)
}
