import type { Binder, OptionsStore, SampleContext } from '@weir/keyword'
import type { FcgiApp } from './fcgi-app.ts'
import { fcgiAppOptions } from './options.ts'

/** What an application is told and asked beside its section. */
export interface FcgiSurroundings {
  /** For SERVER_SOFTWARE. */
  readonly software: string
  readonly onStderr: (text: string) => void
}

/** The running form of a section `fcgi-app`. */
export function createFcgiApp(
  name: string,
  options: OptionsStore,
  binder: Binder,
  { software, onStderr }: FcgiSurroundings,
): FcgiApp {
  const { docroot, index, pathInfo, keepsConnection, params, passedHeaders } = options.get(fcgiAppOptions)
  return {
    name,
    docroot: docroot ?? '',
    index,
    pathInfo,
    keepsConnection,
    params: params.map(({ name, format, condition }) => ({
      name,
      value: binder.logFormat(format) as (context: SampleContext) => string,
      condition: binder.condition(condition),
    })),
    passedHeaders: passedHeaders.map(({ name, condition }) => ({ name, condition: binder.condition(condition) })),
    software,
    onStderr,
  }
}
