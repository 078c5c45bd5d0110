// For the page that embeds Informed Choice: makes each frame as tall as what it shows.
// The tool says { type: "informed-choice:height", version: 1, height } whenever its height really changes.
window.addEventListener("message", function (event) {
  var said = event.data;
  if (!said || said.type !== "informed-choice:height" || !(said.height >= 100 && said.height <= 30000)) return;
  document.querySelectorAll("iframe").forEach(function (frame) {
    // only the frame that spoke, and only if its height differs
    if (frame.contentWindow === event.source && frame.clientHeight !== Math.ceil(said.height)) {
      frame.style.height = Math.ceil(said.height) + "px";
    }
  });
});
