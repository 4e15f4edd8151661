/** Requests that most scenarios send. */
import { type ConversationStep, receiveResponse, sendHead } from './conversation-steps.ts'
import { client, type ScenarioStep } from './scenario.ts'

export const get = (uri: string, ...headers: readonly string[]): ConversationStep =>
  sendHead(`GET ${uri} HTTP/1.1`, 'Host: example.test', ...headers)

/** A client that sends one GET and reads the answer. */
export const fetchOnce = (name: string, to: string, uri: string, ...headers: readonly string[]): ScenarioStep =>
  client(name, to, get(uri, ...headers), receiveResponse())
