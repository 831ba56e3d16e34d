import type { Config } from '@react-router/dev/config';

/** Every page knows every address from the start, so that an act on a bad network asks for nothing but its own answer. */
export default { ssr: true, routeDiscovery: { mode: 'initial' } } satisfies Config;
