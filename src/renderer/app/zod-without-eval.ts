/** Must be set before any parser is made (main.tsx): zod otherwise compiles them with `new Function`, which the content security policy forbids. */
import { z } from 'zod';

z.config({ jitless: true });
