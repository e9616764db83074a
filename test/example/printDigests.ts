// Prints the digests for a test that runs another engine.
import { exampleDigests } from './digest.ts'

console.log(JSON.stringify(exampleDigests()))
