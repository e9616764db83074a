// What Vite makes of an import whose name ends so: the address of the file in the bundle.
declare module '*?url' {
  const address: string
  export default address
}
