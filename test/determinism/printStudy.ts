// Prints the digests of a whole study; the tests run it under other versions of Node.
import { studyDigests } from './study.ts'

process.stdout.write(JSON.stringify(await studyDigests()))
