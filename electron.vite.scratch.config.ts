import config from './electron.vite.config.ts';
const c = config as Record<string, unknown>;
if (process.env['ONLY_WINDOW']) delete c['main'];
export default config;
