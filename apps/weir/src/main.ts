import './early-signals.ts'
import { versions } from 'node:process'
import { createEnvironment, evaluateCommandLineCondition, languageDirectives, languageVersion } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { type Arguments, parseArguments } from './argv.ts'
import { checkSources, finishCheck } from './check.ts'
import { type ConfigurationFile, describeSystemError, readConfigurationFiles } from './configuration-files.ts'
import { startDemo } from './demo.ts'
import { features } from './features.ts'
import { dumpKeywords } from './keyword-dump/dump-keywords.ts'
import { createMessageWriter, type MessageWriter } from './messages.ts'
import { runProcess } from './run.ts'
import { runMaster } from './run-master.ts'
import { subcommands } from './subcommands/subcommands.ts'
import { findUnresolvedNames } from './unresolved-names.ts'
import { usage } from './usage.ts'
import { bareVersion, buildDetails, versionText } from './version.ts'
import { workerOf } from './worker.ts'

/** Runs the daemon's command line to its end, or leaves it serving. */
export async function main(words: readonly string[]): Promise<void> {
  const messages = createMessageWriter(process.pid, [versionText(), `path to executable is ${process.argv[1] ?? ''}`], {
    error: (text) => process.stderr.write(text, 'latin1'),
    standard: (text) => process.stdout.write(text, 'latin1'),
  })
  const parsed = parseArguments(words)
  if ('error' in parsed) {
    messages.write('alert', parsed.error)
    process.stderr.write(usage)
    process.exit(1)
  }
  if (parsed.version !== null) {
    printVersion(parsed.version)
    return
  }
  if (parsed.condition !== null) {
    process.exitCode = evaluate(parsed.condition, messages)
    return
  }
  if (parsed.dumpedKeywords !== null) {
    const words = { vocabulary: standardVocabulary, language: languageDirectives }
    process.stdout.write(dumpKeywords(parsed.dumpedKeywords, words), 'latin1')
    if (parsed.files.length === 0) return
  }
  if (parsed.isQuiet) messages.mute()
  const runSubcommand = parsed.subcommand === null ? undefined : subcommands.get(parsed.subcommand)
  if (runSubcommand !== undefined) {
    process.exitCode = runSubcommand(parsed.operands, {
      output: (text) => process.stdout.write(text, 'latin1'),
      error: (text) => process.stderr.write(text, 'latin1'),
      hasColour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
      environment: process.env,
    })
    return
  }
  if (parsed.subcommand === 'demo') await runDemo(messages)
  else if (parsed.subcommand !== null) {
    messages.write('alert', `unknown subcommand '${parsed.subcommand}'`)
    process.stderr.write(usage)
    process.exitCode = 1
  } else await runConfiguration(parsed, messages)
}

function printVersion(form: NonNullable<Arguments['version']>): void {
  if (form === 'short') process.stdout.write(`${versionText()}\nRunning on: ${platform()}\n`)
  else if (form === 'long') {
    process.stdout.write(
      `${buildDetails({ nodeVersion: versions.node, tlsVersion: versions.openssl ?? '', platform: platform(), networkName: 'epoll', features: [...features] })}\n`,
    )
  } else process.stdout.write(`${bareVersion(form)}\n`)
}

function platform(): string {
  return `${process.platform} ${process.arch}`
}

/** `-cc`: 0 true, 1 false, 2 when the condition makes no sense. */
function evaluate(condition: string, messages: MessageWriter): number {
  const environment = createEnvironment(process.env)
  const result = evaluateCommandLineCondition(condition, (name) => environment.get(name), {
    isDefined: (name) => environment.get(name) !== undefined,
    features,
    version: languageVersion,
    opensslVersion: versions.openssl ?? '',
    tlsLibrary: 'OpenSSL',
  })
  if ('holds' in result) return result.holds ? 0 : 1
  messages.write('alert', `Error in condition: ${result.error} at position ${result.position + 1}:\n  ${condition}`)
  return 2
}

async function runDemo(messages: MessageWriter): Promise<void> {
  const demo = await startDemo(process.env)
  process.once('exit', () => demo.close())
  const parsed = parseArguments(['-db']) as Arguments
  const started = await startFrom([{ name: 'quickstart.cfg', text: demo.text }], parsed, messages, () => demo.close())
  if (started) process.stdout.write(demo.banner)
}

async function runConfiguration(parsed: Arguments, messages: MessageWriter): Promise<void> {
  if (parsed.files.length === 0) {
    process.stderr.write(usage)
    process.exitCode = 1
    return
  }
  if (parsed.directory !== null) {
    try {
      process.chdir(parsed.directory)
    } catch (error) {
      messages.write('alert', `Could not change to directory ${parsed.directory} : ${describeSystemError(error)}`)
      process.exitCode = 1
      return
    }
  }
  const files = readConfigurationFiles(parsed.files)
  if ('error' in files) {
    messages.write('alert', files.error)
    process.exitCode = 1
    return
  }
  await startFrom(files, parsed, messages, () => {})
}

/** True when the process serves; otherwise the exit code is set. */
async function startFrom(
  files: readonly ConfigurationFile[],
  parsed: Arguments,
  messages: MessageWriter,
  onEnd: () => void,
): Promise<boolean> {
  const worker = workerOf(process.env)
  if (parsed.isMasterWorker && worker === null && !parsed.isCheck) {
    process.exit(await runMaster(files, parsed, messages))
  }
  const checked = checkSources(files, parsed, messages)
  if (checked.exitCode !== null) {
    process.exitCode = checked.exitCode
    onEnd()
    return false
  }
  if (parsed.isCheck) {
    const unknown = await findUnresolvedNames(checked, parsed, (text) => messages.write('warning', text))
    for (const problem of unknown) messages.write('alert', problem)
    if (unknown.length > 0) messages.write('alert', 'Failed to initialize server(s) addr.')
    process.exitCode = unknown.length > 0 ? 1 : finishCheck(parsed, messages)
    onEnd()
    return false
  }
  const failure = await runProcess({
    model: checked.model,
    vocabulary: checked.vocabulary,
    environment: checked.environment,
    arguments: parsed,
    messages,
    worker,
    onEnd,
  })
  if (failure !== null) {
    process.exitCode = failure
    onEnd()
  }
  return failure === null
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(
    `[ALERT]    (${process.pid}) : internal error: ${error instanceof Error ? error.stack : error}\n`,
  )
  process.exit(1)
}
