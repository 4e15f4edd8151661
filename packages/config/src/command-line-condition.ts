import { type ConditionEnvironment, type ConditionResult, evaluateCondition } from './condition-evaluator.ts'
import { type LookUpVariable, tokenizeCondition } from './lexer.ts'

/**
 * Evaluates the condition of `-cc`. As on an `.if` line quotes protect and variables are expanded between double ones,
 * but nothing is a comment, and blanks alone are no condition.
 */
export function evaluateCommandLineCondition(
  condition: string,
  lookUp: LookUpVariable,
  environment: ConditionEnvironment,
): ConditionResult {
  const { words, diagnostics } = tokenizeCondition(condition, lookUp)
  const [problem] = diagnostics
  // The caller says where.
  if (problem !== undefined)
    return { error: problem.message.replace(/ at position [0-9]+$/, ''), position: problem.span?.column ?? 0 }
  const isBlank = words.length === 0 && condition !== ''
  return evaluateCondition(isBlank ? ' ' : words.map((word) => word.text).join(' '), environment)
}
