export { default } from './tooling/vitest/vitest.config.ts'
