import { defineRuntimeCommand, failure } from '../command.ts'

const usage = `Usage: prompt [help|n|i|p|timed]*
Changes the prompt or the mode of this session; without an argument, turns the prompt on or off.
  help  : this text
  n     : non-interactive: one line, then the connection is closed
  i     : interactive, without a prompt
  p     : interactive, with a prompt
  timed : shows the uptime in the prompt, or no longer`

/** Management manual 9.3; modes since 3.2. */
export const prompt = defineRuntimeCommand({
  name: 'prompt',
  usage: 'prompt [help | n | i | p | timed]*',
  summary: 'Toggle interactive mode with prompt.',
  level: 'user',
  run({ args, session }) {
    if (args.length === 0) session.mode = session.mode === 'p' ? 'n' : 'p'
    for (const word of args) {
      if (word === 'n' || word === 'i' || word === 'p') session.mode = word
      else if (word === 'timed') {
        session.isPromptTimed = !session.isPromptTimed
        session.mode = 'p'
      } else return failure(usage)
    }
    return ''
  },
})
