/** More bytes are needed to tell. */
export const incomplete = 0
/** The head is refused; `HeadParser.errorStatus` says how. */
export const refused = -1
