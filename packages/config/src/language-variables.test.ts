import { expect, test } from 'vitest'
import { createEnvironment } from './environment.ts'
import { createLanguageVariables } from './language-variables.ts'
import { tokenize } from './lexer.ts'

test('the branch is the version without what follows its second number', () => {
  expect(createLanguageVariables('3.5-dev5').HAPROXY_BRANCH).toBe('3.5')
  expect(createLanguageVariables('3.4.2').HAPROXY_BRANCH).toBe('3.4')
})

test('a default log format can be built upon', () => {
  const environment = createEnvironment(createLanguageVariables('3.5-dev5'))
  const { words } = tokenize('log-format "$HAPROXY_TCP_LOG_FMT %ID"', 'f', 1, (name) => environment.get(name))
  expect(words[1]?.text).toBe('%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq %ID')
})
