/** How far a request has come. */
export const steps = {
  frontendContent: 0,
  frontendBody: 1,
  frontendRules: 2,
  frontendServices: 3,
  frontendRedirects: 4,
  backendChoice: 5,
  backendContent: 6,
  backendBody: 7,
  backendRules: 8,
  backendServices: 9,
  backendRedirects: 10,
  sending: 11,
  over: 12,
} as const
