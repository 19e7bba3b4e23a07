export default function (config) {
  config.ignores.add("placard/**");
  config.ignores.add("built/**");
  config.addGlobalData("site", { url: "https://notes.example.org" });
  return { dir: { output: "_site" }, markdownTemplateEngine: "njk" };
}
