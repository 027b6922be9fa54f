/** A form of Vue that a server has rendered, as Nuxt does it: this module makes the markup there, and takes it over here. */
import { createSSRApp, h, ref } from "vue";
import { JrpCheck, useJrp } from "jrp/vue";

const Page = {
  props: { check: Object },
  setup({ check }) {
    const code = ref("");
    const jrp = useJrp();
    return () =>
      h("form", [
        h("input", { name: "creditCode", value: code.value, onInput: (event) => (code.value = event.target.value) }),
        h(JrpCheck, { ref: jrp.check, ...check }),
        h("output", { id: "told" }, `${jrp.isReady.value} ${jrp.comparison.value?.outcome ?? "none"}`),
      ]);
  },
};

export const page = (check) => createSSRApp(Page, { check });

if (typeof document !== "undefined") page(window.props).mount("#app");
