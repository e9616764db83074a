// Prints the digests of this engine; the tests run it under other versions of Node.
import { engineDigests } from './digest.ts'

process.stdout.write(JSON.stringify(engineDigests()))
