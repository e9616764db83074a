// The browser bundle: one script for each page that has any, the engine's worker, and the map's own.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const entry = (name: string): string => fileURLToPath(new URL(`src/${name}.ts`, import.meta.url))

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/assets/',
  publicDir: false,
  logLevel: 'error',
  worker: { format: 'es', rollupOptions: { output: { entryFileNames: '[name]-[hash].js' } } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    assetsInlineLimit: 0,
    assetsDir: '',
    manifest: 'manifest.json',
    chunkSizeWarningLimit: 2000,
    rollupOptions: {
      input: {
        map: entry('map'),
        recompute: entry('recompute'),
        verify: entry('verify'),
        passkey: entry('passkey'),
        draft: entry('draft'),
      },
      output: {
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
})
