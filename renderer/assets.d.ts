/** Style sheets are handed to Vite; importing one has no value. */
declare module '*.css';

/** The text of a style sheet, for a shadow tree. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}
