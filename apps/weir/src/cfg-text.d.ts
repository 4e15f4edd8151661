declare module '*.cfg' {
  /** The file's text, put into the bundle by the build. */
  const text: string
  export default text
}
