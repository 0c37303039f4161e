/** Style sheets are handed to Vite; importing one has no value. */
declare module '*.css';
