/** webpack's loader for the examples: SFCs by the compiler of the page's own Vue, JSX by TypeScript. */

module.exports = function load(source) {
  const { vue } = this.getOptions();
  if (this.resourcePath.endsWith(".jsx")) return jsx(source);
  return vue === 2 ? old(source) : sfc(source, this.resourcePath);
};

function jsx(source) {
  const ts = require("typescript");
  return ts.transpileModule(source, { compilerOptions: { jsx: ts.JsxEmit.ReactJSX, module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2020 } }).outputText;
}

function sfc(source, filename) {
  const { compileScript, parse } = require("vue/compiler-sfc");
  return compileScript(parse(source, { filename }).descriptor, { id: "example", inlineTemplate: true }).content;
}

function old(source) {
  const { compileTemplate, parse, rewriteDefault } = require("vue2/compiler-sfc");
  const { script, template } = parse({ source });
  const { code } = compileTemplate({ source: template.content, filename: "Example.vue" });
  return `${code}\n${rewriteDefault(script.content, "example")}\nexport default Object.assign(example, { render, staticRenderFns });`;
}
