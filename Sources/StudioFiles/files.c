// Made by tools/studio-files.
#include "StudioFiles.h"

static const unsigned char file_0[] = {
#embed "web/api.js"
};

static const unsigned char file_1[] = {
#embed "web/app.js"
};

static const unsigned char file_2[] = {
#embed "web/clipboard.js"
};

static const unsigned char file_3[] = {
#embed "web/copy-name.js"
};

static const unsigned char file_4[] = {
#embed "web/dialog.js"
};

static const unsigned char file_5[] = {
#embed "web/dom.js"
};

static const unsigned char file_6[] = {
#embed "web/draft-values.js"
};

static const unsigned char file_7[] = {
#embed "web/editor/arrange.js"
};

static const unsigned char file_8[] = {
#embed "web/editor/constrain.js"
};

static const unsigned char file_9[] = {
#embed "web/editor/document.js"
};

static const unsigned char file_10[] = {
#embed "web/editor/drop-image.js"
};

static const unsigned char file_11[] = {
#embed "web/editor/faces.js"
};

static const unsigned char file_12[] = {
#embed "web/editor/geometry.js"
};

static const unsigned char file_13[] = {
#embed "web/editor/gestures.js"
};

static const unsigned char file_14[] = {
#embed "web/editor/handles.js"
};

static const unsigned char file_15[] = {
#embed "web/editor/hidden-places.js"
};

static const unsigned char file_16[] = {
#embed "web/editor/insert-image.js"
};

static const unsigned char file_17[] = {
#embed "web/editor/insert.js"
};

static const unsigned char file_18[] = {
#embed "web/editor/keyboard.js"
};

static const unsigned char file_19[] = {
#embed "web/editor/layer-clipboard.js"
};

static const unsigned char file_20[] = {
#embed "web/editor/layer-list.js"
};

static const unsigned char file_21[] = {
#embed "web/editor/layer-row.js"
};

static const unsigned char file_22[] = {
#embed "web/editor/level.js"
};

static const unsigned char file_23[] = {
#embed "web/editor/locks.js"
};

static const unsigned char file_24[] = {
#embed "web/editor/measure.js"
};

static const unsigned char file_25[] = {
#embed "web/editor/moves.js"
};

static const unsigned char file_26[] = {
#embed "web/editor/natural-size.js"
};

static const unsigned char file_27[] = {
#embed "web/editor/notes.js"
};

static const unsigned char file_28[] = {
#embed "web/editor/observable.js"
};

static const unsigned char file_29[] = {
#embed "web/editor/overlay.js"
};

static const unsigned char file_30[] = {
#embed "web/editor/page.js"
};

static const unsigned char file_31[] = {
#embed "web/editor/pointer.js"
};

static const unsigned char file_32[] = {
#embed "web/editor/preview.js"
};

static const unsigned char file_33[] = {
#embed "web/editor/sharpness.js"
};

static const unsigned char file_34[] = {
#embed "web/editor/shortcuts.js"
};

static const unsigned char file_35[] = {
#embed "web/editor/snap-resize.js"
};

static const unsigned char file_36[] = {
#embed "web/editor/snap.js"
};

static const unsigned char file_37[] = {
#embed "web/editor/stack-gesture.js"
};

static const unsigned char file_38[] = {
#embed "web/editor/stack-order.js"
};

static const unsigned char file_39[] = {
#embed "web/editor/stage.js"
};

static const unsigned char file_40[] = {
#embed "web/editor/tabs.js"
};

static const unsigned char file_41[] = {
#embed "web/editor/text-face.js"
};

static const unsigned char file_42[] = {
#embed "web/editor/text-in-place.js"
};

static const unsigned char file_43[] = {
#embed "web/editor/top-bar.js"
};

static const unsigned char file_44[] = {
#embed "web/editor/tree.js"
};

static const unsigned char file_45[] = {
#embed "web/editor/unmoved.js"
};

static const unsigned char file_46[] = {
#embed "web/editor/view.js"
};

static const unsigned char file_47[] = {
#embed "web/icon.svg"
};

static const unsigned char file_48[] = {
#embed "web/icons.js"
};

static const unsigned char file_49[] = {
#embed "web/index.html"
};

static const unsigned char file_50[] = {
#embed "web/menu.js"
};

static const unsigned char file_51[] = {
#embed "web/pages/keys.js"
};

static const unsigned char file_52[] = {
#embed "web/pages/parts/bars.js"
};

static const unsigned char file_53[] = {
#embed "web/pages/parts/day-chart.js"
};

static const unsigned char file_54[] = {
#embed "web/pages/parts/figures.js"
};

static const unsigned char file_55[] = {
#embed "web/pages/parts/missed.js"
};

static const unsigned char file_56[] = {
#embed "web/pages/parts/month-line.js"
};

static const unsigned char file_57[] = {
#embed "web/pages/parts/months.js"
};

static const unsigned char file_58[] = {
#embed "web/pages/parts/new-key.js"
};

static const unsigned char file_59[] = {
#embed "web/pages/parts/new-template.js"
};

static const unsigned char file_60[] = {
#embed "web/pages/parts/scale.js"
};

static const unsigned char file_61[] = {
#embed "web/pages/parts/starter-tile.js"
};

static const unsigned char file_62[] = {
#embed "web/pages/parts/states.js"
};

static const unsigned char file_63[] = {
#embed "web/pages/parts/template-actions.js"
};

static const unsigned char file_64[] = {
#embed "web/pages/parts/template-card.js"
};

static const unsigned char file_65[] = {
#embed "web/pages/parts/time.js"
};

static const unsigned char file_66[] = {
#embed "web/pages/parts/usage-tables.js"
};

static const unsigned char file_67[] = {
#embed "web/pages/sign-in.js"
};

static const unsigned char file_68[] = {
#embed "web/pages/store.js"
};

static const unsigned char file_69[] = {
#embed "web/pages/templates.js"
};

static const unsigned char file_70[] = {
#embed "web/pages/usage.js"
};

static const unsigned char file_71[] = {
#embed "web/panel/arithmetic.js"
};

static const unsigned char file_72[] = {
#embed "web/panel/bindings.js"
};

static const unsigned char file_73[] = {
#embed "web/panel/canvas-head.js"
};

static const unsigned char file_74[] = {
#embed "web/panel/css/color.js"
};

static const unsigned char file_75[] = {
#embed "web/panel/css/filter.js"
};

static const unsigned char file_76[] = {
#embed "web/panel/css/gradient.js"
};

static const unsigned char file_77[] = {
#embed "web/panel/css/lists.js"
};

static const unsigned char file_78[] = {
#embed "web/panel/css/named-colors.js"
};

static const unsigned char file_79[] = {
#embed "web/panel/css/paint.js"
};

static const unsigned char file_80[] = {
#embed "web/panel/css/position.js"
};

static const unsigned char file_81[] = {
#embed "web/panel/css/shadow.js"
};

static const unsigned char file_82[] = {
#embed "web/panel/css/stops.js"
};

static const unsigned char file_83[] = {
#embed "web/panel/css/tokens.js"
};

static const unsigned char file_84[] = {
#embed "web/panel/document-colors.js"
};

static const unsigned char file_85[] = {
#embed "web/panel/families.js"
};

static const unsigned char file_86[] = {
#embed "web/panel/inputs/address.js"
};

static const unsigned char file_87[] = {
#embed "web/panel/inputs/choice.js"
};

static const unsigned char file_88[] = {
#embed "web/panel/inputs/color.js"
};

static const unsigned char file_89[] = {
#embed "web/panel/inputs/constraints.js"
};

static const unsigned char file_90[] = {
#embed "web/panel/inputs/dashes.js"
};

static const unsigned char file_91[] = {
#embed "web/panel/inputs/families.js"
};

static const unsigned char file_92[] = {
#embed "web/panel/inputs/filters.js"
};

static const unsigned char file_93[] = {
#embed "web/panel/inputs/four.js"
};

static const unsigned char file_94[] = {
#embed "web/panel/inputs/gradient-head.js"
};

static const unsigned char file_95[] = {
#embed "web/panel/inputs/gradient-stops.js"
};

static const unsigned char file_96[] = {
#embed "web/panel/inputs/kinds.js"
};

static const unsigned char file_97[] = {
#embed "web/panel/inputs/list.js"
};

static const unsigned char file_98[] = {
#embed "web/panel/inputs/live-field.js"
};

static const unsigned char file_99[] = {
#embed "web/panel/inputs/number.js"
};

static const unsigned char file_100[] = {
#embed "web/panel/inputs/paint-editor.js"
};

static const unsigned char file_101[] = {
#embed "web/panel/inputs/paint.js"
};

static const unsigned char file_102[] = {
#embed "web/panel/inputs/picker.js"
};

static const unsigned char file_103[] = {
#embed "web/panel/inputs/position.js"
};

static const unsigned char file_104[] = {
#embed "web/panel/inputs/problem.js"
};

static const unsigned char file_105[] = {
#embed "web/panel/inputs/rows.js"
};

static const unsigned char file_106[] = {
#embed "web/panel/inputs/shadows.js"
};

static const unsigned char file_107[] = {
#embed "web/panel/inputs/slider.js"
};

static const unsigned char file_108[] = {
#embed "web/panel/inputs/spans.js"
};

static const unsigned char file_109[] = {
#embed "web/panel/inputs/stop-bar.js"
};

static const unsigned char file_110[] = {
#embed "web/panel/inputs/swatch-field.js"
};

static const unsigned char file_111[] = {
#embed "web/panel/inputs/swatch.js"
};

static const unsigned char file_112[] = {
#embed "web/panel/inputs/tags.js"
};

static const unsigned char file_113[] = {
#embed "web/panel/inputs/text.js"
};

static const unsigned char file_114[] = {
#embed "web/panel/inputs/weight.js"
};

static const unsigned char file_115[] = {
#embed "web/panel/layer-head.js"
};

static const unsigned char file_116[] = {
#embed "web/panel/panel.js"
};

static const unsigned char file_117[] = {
#embed "web/panel/popover.js"
};

static const unsigned char file_118[] = {
#embed "web/panel/row.js"
};

static const unsigned char file_119[] = {
#embed "web/panel/samples.js"
};

static const unsigned char file_120[] = {
#embed "web/panel/sections.js"
};

static const unsigned char file_121[] = {
#embed "web/panel/shortest.js"
};

static const unsigned char file_122[] = {
#embed "web/panel/shown.js"
};

static const unsigned char file_123[] = {
#embed "web/panel/target.js"
};

static const unsigned char file_124[] = {
#embed "web/route.js"
};

static const unsigned char file_125[] = {
#embed "web/settings.js"
};

static const unsigned char file_126[] = {
#embed "web/shell.js"
};

static const unsigned char file_127[] = {
#embed "web/snippets.js"
};

static const unsigned char file_128[] = {
#embed "web/starters/blog-post.json"
};

static const unsigned char file_129[] = {
#embed "web/starters/documentation.json"
};

static const unsigned char file_130[] = {
#embed "web/starters/event.json"
};

static const unsigned char file_131[] = {
#embed "web/starters/index.js"
};

static const unsigned char file_132[] = {
#embed "web/starters/job-opening.json"
};

static const unsigned char file_133[] = {
#embed "web/starters/minimal.json"
};

static const unsigned char file_134[] = {
#embed "web/starters/newsletter.json"
};

static const unsigned char file_135[] = {
#embed "web/starters/podcast.json"
};

static const unsigned char file_136[] = {
#embed "web/starters/product-launch.json"
};

static const unsigned char file_137[] = {
#embed "web/starters/quote.json"
};

static const unsigned char file_138[] = {
#embed "web/starters/release.json"
};

static const unsigned char file_139[] = {
#embed "web/starters/repository.json"
};

static const unsigned char file_140[] = {
#embed "web/starters/story.json"
};

static const unsigned char file_141[] = {
#embed "web/starters/testimonial.json"
};

static const unsigned char file_142[] = {
#embed "web/starters/video.json"
};

static const unsigned char file_143[] = {
#embed "web/style/base.css"
};

static const unsigned char file_144[] = {
#embed "web/style/canvas.css"
};

static const unsigned char file_145[] = {
#embed "web/style/controls.css"
};

static const unsigned char file_146[] = {
#embed "web/style/editor.css"
};

static const unsigned char file_147[] = {
#embed "web/style/pages.css"
};

static const unsigned char file_148[] = {
#embed "web/style/panel-editors.css"
};

static const unsigned char file_149[] = {
#embed "web/style/panel.css"
};

static const unsigned char file_150[] = {
#embed "web/style/shell.css"
};

static const unsigned char file_151[] = {
#embed "web/style/tokens.css"
};

static const unsigned char file_152[] = {
#embed "web/style/tools.css"
};

static const unsigned char file_153[] = {
#embed "web/theme.js"
};

static const unsigned char file_154[] = {
#embed "web/toast.js"
};

static const unsigned char file_155[] = {
#embed "web/tools/audience.js"
};

static const unsigned char file_156[] = {
#embed "web/tools/conflict.js"
};

static const unsigned char file_157[] = {
#embed "web/tools/data-shape.js"
};

static const unsigned char file_158[] = {
#embed "web/tools/details.js"
};

static const unsigned char file_159[] = {
#embed "web/tools/difference-list.js"
};

static const unsigned char file_160[] = {
#embed "web/tools/difference.js"
};

static const unsigned char file_161[] = {
#embed "web/tools/draft-offer.js"
};

static const unsigned char file_162[] = {
#embed "web/tools/drafts.js"
};

static const unsigned char file_163[] = {
#embed "web/tools/json-field.js"
};

static const unsigned char file_164[] = {
#embed "web/tools/json-format.js"
};

static const unsigned char file_165[] = {
#embed "web/tools/json-lines.js"
};

static const unsigned char file_166[] = {
#embed "web/tools/json-path.js"
};

static const unsigned char file_167[] = {
#embed "web/tools/json-view.js"
};

static const unsigned char file_168[] = {
#embed "web/tools/members.js"
};

static const unsigned char file_169[] = {
#embed "web/tools/merge.js"
};

static const unsigned char file_170[] = {
#embed "web/tools/network-frame.js"
};

static const unsigned char file_171[] = {
#embed "web/tools/networks.js"
};

static const unsigned char file_172[] = {
#embed "web/tools/placeholders.js"
};

static const unsigned char file_173[] = {
#embed "web/tools/publish.js"
};

static const unsigned char file_174[] = {
#embed "web/tools/sample-texts.js"
};

static const unsigned char file_175[] = {
#embed "web/tools/save.js"
};

static const unsigned char file_176[] = {
#embed "web/tools/saving.js"
};

static const unsigned char file_177[] = {
#embed "web/tools/shown.js"
};

static const unsigned char file_178[] = {
#embed "web/tools/sizes.js"
};

static const unsigned char file_179[] = {
#embed "web/tools/text-slots.js"
};

static const unsigned char file_180[] = {
#embed "web/tools/time-text.js"
};

static const unsigned char file_181[] = {
#embed "web/tools/try-it.js"
};

static const unsigned char file_182[] = {
#embed "web/tools/unsettled.js"
};

static const unsigned char file_183[] = {
#embed "web/tools/value-input.js"
};

static const unsigned char file_184[] = {
#embed "web/tools/variable-card.js"
};

static const unsigned char file_185[] = {
#embed "web/tools/variables.js"
};

static const unsigned char file_186[] = {
#embed "web/tools/version-dialog.js"
};

static const unsigned char file_187[] = {
#embed "web/tools/versions.js"
};

static const struct studio_file files[] = {
  {"api.js", file_0, sizeof file_0},
  {"app.js", file_1, sizeof file_1},
  {"clipboard.js", file_2, sizeof file_2},
  {"copy-name.js", file_3, sizeof file_3},
  {"dialog.js", file_4, sizeof file_4},
  {"dom.js", file_5, sizeof file_5},
  {"draft-values.js", file_6, sizeof file_6},
  {"editor/arrange.js", file_7, sizeof file_7},
  {"editor/constrain.js", file_8, sizeof file_8},
  {"editor/document.js", file_9, sizeof file_9},
  {"editor/drop-image.js", file_10, sizeof file_10},
  {"editor/faces.js", file_11, sizeof file_11},
  {"editor/geometry.js", file_12, sizeof file_12},
  {"editor/gestures.js", file_13, sizeof file_13},
  {"editor/handles.js", file_14, sizeof file_14},
  {"editor/hidden-places.js", file_15, sizeof file_15},
  {"editor/insert-image.js", file_16, sizeof file_16},
  {"editor/insert.js", file_17, sizeof file_17},
  {"editor/keyboard.js", file_18, sizeof file_18},
  {"editor/layer-clipboard.js", file_19, sizeof file_19},
  {"editor/layer-list.js", file_20, sizeof file_20},
  {"editor/layer-row.js", file_21, sizeof file_21},
  {"editor/level.js", file_22, sizeof file_22},
  {"editor/locks.js", file_23, sizeof file_23},
  {"editor/measure.js", file_24, sizeof file_24},
  {"editor/moves.js", file_25, sizeof file_25},
  {"editor/natural-size.js", file_26, sizeof file_26},
  {"editor/notes.js", file_27, sizeof file_27},
  {"editor/observable.js", file_28, sizeof file_28},
  {"editor/overlay.js", file_29, sizeof file_29},
  {"editor/page.js", file_30, sizeof file_30},
  {"editor/pointer.js", file_31, sizeof file_31},
  {"editor/preview.js", file_32, sizeof file_32},
  {"editor/sharpness.js", file_33, sizeof file_33},
  {"editor/shortcuts.js", file_34, sizeof file_34},
  {"editor/snap-resize.js", file_35, sizeof file_35},
  {"editor/snap.js", file_36, sizeof file_36},
  {"editor/stack-gesture.js", file_37, sizeof file_37},
  {"editor/stack-order.js", file_38, sizeof file_38},
  {"editor/stage.js", file_39, sizeof file_39},
  {"editor/tabs.js", file_40, sizeof file_40},
  {"editor/text-face.js", file_41, sizeof file_41},
  {"editor/text-in-place.js", file_42, sizeof file_42},
  {"editor/top-bar.js", file_43, sizeof file_43},
  {"editor/tree.js", file_44, sizeof file_44},
  {"editor/unmoved.js", file_45, sizeof file_45},
  {"editor/view.js", file_46, sizeof file_46},
  {"icon.svg", file_47, sizeof file_47},
  {"icons.js", file_48, sizeof file_48},
  {"index.html", file_49, sizeof file_49},
  {"menu.js", file_50, sizeof file_50},
  {"pages/keys.js", file_51, sizeof file_51},
  {"pages/parts/bars.js", file_52, sizeof file_52},
  {"pages/parts/day-chart.js", file_53, sizeof file_53},
  {"pages/parts/figures.js", file_54, sizeof file_54},
  {"pages/parts/missed.js", file_55, sizeof file_55},
  {"pages/parts/month-line.js", file_56, sizeof file_56},
  {"pages/parts/months.js", file_57, sizeof file_57},
  {"pages/parts/new-key.js", file_58, sizeof file_58},
  {"pages/parts/new-template.js", file_59, sizeof file_59},
  {"pages/parts/scale.js", file_60, sizeof file_60},
  {"pages/parts/starter-tile.js", file_61, sizeof file_61},
  {"pages/parts/states.js", file_62, sizeof file_62},
  {"pages/parts/template-actions.js", file_63, sizeof file_63},
  {"pages/parts/template-card.js", file_64, sizeof file_64},
  {"pages/parts/time.js", file_65, sizeof file_65},
  {"pages/parts/usage-tables.js", file_66, sizeof file_66},
  {"pages/sign-in.js", file_67, sizeof file_67},
  {"pages/store.js", file_68, sizeof file_68},
  {"pages/templates.js", file_69, sizeof file_69},
  {"pages/usage.js", file_70, sizeof file_70},
  {"panel/arithmetic.js", file_71, sizeof file_71},
  {"panel/bindings.js", file_72, sizeof file_72},
  {"panel/canvas-head.js", file_73, sizeof file_73},
  {"panel/css/color.js", file_74, sizeof file_74},
  {"panel/css/filter.js", file_75, sizeof file_75},
  {"panel/css/gradient.js", file_76, sizeof file_76},
  {"panel/css/lists.js", file_77, sizeof file_77},
  {"panel/css/named-colors.js", file_78, sizeof file_78},
  {"panel/css/paint.js", file_79, sizeof file_79},
  {"panel/css/position.js", file_80, sizeof file_80},
  {"panel/css/shadow.js", file_81, sizeof file_81},
  {"panel/css/stops.js", file_82, sizeof file_82},
  {"panel/css/tokens.js", file_83, sizeof file_83},
  {"panel/document-colors.js", file_84, sizeof file_84},
  {"panel/families.js", file_85, sizeof file_85},
  {"panel/inputs/address.js", file_86, sizeof file_86},
  {"panel/inputs/choice.js", file_87, sizeof file_87},
  {"panel/inputs/color.js", file_88, sizeof file_88},
  {"panel/inputs/constraints.js", file_89, sizeof file_89},
  {"panel/inputs/dashes.js", file_90, sizeof file_90},
  {"panel/inputs/families.js", file_91, sizeof file_91},
  {"panel/inputs/filters.js", file_92, sizeof file_92},
  {"panel/inputs/four.js", file_93, sizeof file_93},
  {"panel/inputs/gradient-head.js", file_94, sizeof file_94},
  {"panel/inputs/gradient-stops.js", file_95, sizeof file_95},
  {"panel/inputs/kinds.js", file_96, sizeof file_96},
  {"panel/inputs/list.js", file_97, sizeof file_97},
  {"panel/inputs/live-field.js", file_98, sizeof file_98},
  {"panel/inputs/number.js", file_99, sizeof file_99},
  {"panel/inputs/paint-editor.js", file_100, sizeof file_100},
  {"panel/inputs/paint.js", file_101, sizeof file_101},
  {"panel/inputs/picker.js", file_102, sizeof file_102},
  {"panel/inputs/position.js", file_103, sizeof file_103},
  {"panel/inputs/problem.js", file_104, sizeof file_104},
  {"panel/inputs/rows.js", file_105, sizeof file_105},
  {"panel/inputs/shadows.js", file_106, sizeof file_106},
  {"panel/inputs/slider.js", file_107, sizeof file_107},
  {"panel/inputs/spans.js", file_108, sizeof file_108},
  {"panel/inputs/stop-bar.js", file_109, sizeof file_109},
  {"panel/inputs/swatch-field.js", file_110, sizeof file_110},
  {"panel/inputs/swatch.js", file_111, sizeof file_111},
  {"panel/inputs/tags.js", file_112, sizeof file_112},
  {"panel/inputs/text.js", file_113, sizeof file_113},
  {"panel/inputs/weight.js", file_114, sizeof file_114},
  {"panel/layer-head.js", file_115, sizeof file_115},
  {"panel/panel.js", file_116, sizeof file_116},
  {"panel/popover.js", file_117, sizeof file_117},
  {"panel/row.js", file_118, sizeof file_118},
  {"panel/samples.js", file_119, sizeof file_119},
  {"panel/sections.js", file_120, sizeof file_120},
  {"panel/shortest.js", file_121, sizeof file_121},
  {"panel/shown.js", file_122, sizeof file_122},
  {"panel/target.js", file_123, sizeof file_123},
  {"route.js", file_124, sizeof file_124},
  {"settings.js", file_125, sizeof file_125},
  {"shell.js", file_126, sizeof file_126},
  {"snippets.js", file_127, sizeof file_127},
  {"starters/blog-post.json", file_128, sizeof file_128},
  {"starters/documentation.json", file_129, sizeof file_129},
  {"starters/event.json", file_130, sizeof file_130},
  {"starters/index.js", file_131, sizeof file_131},
  {"starters/job-opening.json", file_132, sizeof file_132},
  {"starters/minimal.json", file_133, sizeof file_133},
  {"starters/newsletter.json", file_134, sizeof file_134},
  {"starters/podcast.json", file_135, sizeof file_135},
  {"starters/product-launch.json", file_136, sizeof file_136},
  {"starters/quote.json", file_137, sizeof file_137},
  {"starters/release.json", file_138, sizeof file_138},
  {"starters/repository.json", file_139, sizeof file_139},
  {"starters/story.json", file_140, sizeof file_140},
  {"starters/testimonial.json", file_141, sizeof file_141},
  {"starters/video.json", file_142, sizeof file_142},
  {"style/base.css", file_143, sizeof file_143},
  {"style/canvas.css", file_144, sizeof file_144},
  {"style/controls.css", file_145, sizeof file_145},
  {"style/editor.css", file_146, sizeof file_146},
  {"style/pages.css", file_147, sizeof file_147},
  {"style/panel-editors.css", file_148, sizeof file_148},
  {"style/panel.css", file_149, sizeof file_149},
  {"style/shell.css", file_150, sizeof file_150},
  {"style/tokens.css", file_151, sizeof file_151},
  {"style/tools.css", file_152, sizeof file_152},
  {"theme.js", file_153, sizeof file_153},
  {"toast.js", file_154, sizeof file_154},
  {"tools/audience.js", file_155, sizeof file_155},
  {"tools/conflict.js", file_156, sizeof file_156},
  {"tools/data-shape.js", file_157, sizeof file_157},
  {"tools/details.js", file_158, sizeof file_158},
  {"tools/difference-list.js", file_159, sizeof file_159},
  {"tools/difference.js", file_160, sizeof file_160},
  {"tools/draft-offer.js", file_161, sizeof file_161},
  {"tools/drafts.js", file_162, sizeof file_162},
  {"tools/json-field.js", file_163, sizeof file_163},
  {"tools/json-format.js", file_164, sizeof file_164},
  {"tools/json-lines.js", file_165, sizeof file_165},
  {"tools/json-path.js", file_166, sizeof file_166},
  {"tools/json-view.js", file_167, sizeof file_167},
  {"tools/members.js", file_168, sizeof file_168},
  {"tools/merge.js", file_169, sizeof file_169},
  {"tools/network-frame.js", file_170, sizeof file_170},
  {"tools/networks.js", file_171, sizeof file_171},
  {"tools/placeholders.js", file_172, sizeof file_172},
  {"tools/publish.js", file_173, sizeof file_173},
  {"tools/sample-texts.js", file_174, sizeof file_174},
  {"tools/save.js", file_175, sizeof file_175},
  {"tools/saving.js", file_176, sizeof file_176},
  {"tools/shown.js", file_177, sizeof file_177},
  {"tools/sizes.js", file_178, sizeof file_178},
  {"tools/text-slots.js", file_179, sizeof file_179},
  {"tools/time-text.js", file_180, sizeof file_180},
  {"tools/try-it.js", file_181, sizeof file_181},
  {"tools/unsettled.js", file_182, sizeof file_182},
  {"tools/value-input.js", file_183, sizeof file_183},
  {"tools/variable-card.js", file_184, sizeof file_184},
  {"tools/variables.js", file_185, sizeof file_185},
  {"tools/version-dialog.js", file_186, sizeof file_186},
  {"tools/versions.js", file_187, sizeof file_187},
};

const struct studio_file *studio_files(void) { return files; }

size_t studio_file_count(void) { return sizeof files / sizeof *files; }
