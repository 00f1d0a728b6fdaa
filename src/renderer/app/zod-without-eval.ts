/** Must be the first import: zod otherwise compiles parsers with `new Function`, which the content security policy forbids. */
import { z } from 'zod';

z.config({ jitless: true });
