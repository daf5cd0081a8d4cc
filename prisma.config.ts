// Where Prisma's own command line finds the schema. The client's URL is given when the store is opened.
import { defineConfig } from 'prisma/config';

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
