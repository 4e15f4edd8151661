export { inheritedDescriptors } from './descriptors.ts'
export { createLoadBalancer, LoadBalancer, type LoadBalancerOptions } from './load-balancer.ts'
export { type FileAccess, type HostLookup, type Product, systemFiles, systemLookup } from './ports.ts'
export { StartError } from './start-error.ts'
