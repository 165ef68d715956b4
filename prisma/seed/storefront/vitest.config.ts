const source = new URL('./src', import.meta.url).pathname;

export default {
  resolve: { alias: { '@pricing': `${source}/pricing`, '@': source } },
};
