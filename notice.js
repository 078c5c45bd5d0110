// What the page says when it cannot start, or when a part of it breaks: plain words, the scenario to take along, a way on.
// It is a classic script, so that it runs where modules may not; it stands in the single file too.
(function () {
  "use strict";
  var kept = "Nothing that you saved is lost: it stays in this browser.";

  function explain(title, lines) {
    var box = document.getElementById("starting");
    if (!box) return;
    box.replaceChildren();
    var heading = document.createElement("h1");
    heading.textContent = title;
    box.append(heading);
    lines.concat(kept).forEach(function (line) {
      var paragraph = document.createElement("p");
      paragraph.textContent = line;
      box.append(paragraph);
    });
    box.hidden = false;
  }

  // What could not be said by any of the parts that did not come: a timer says it.
  var late = setTimeout(function () {
    if (document.getElementById("starting") && !document.querySelector("#starting h1")) {
      explain("This page has not started", [
        "A part of it did not come, or came changed. Open it again; if that does not help, check that its address ends with a slash or with index.html, and ask whoever looks after the page to copy its whole folder anew.",
        "A firewall or a filter may also stand between: it must let .js, .wasm and .css files of this folder through unchanged.",
      ]);
    }
  }, 15000);

  // A style sheet that is missing or was changed leaves the page readable, and that is said.
  function checkStyle() {
    var there = getComputedStyle(document.documentElement).getPropertyValue("--ic-ready").trim() === "1";
    if (there || document.getElementById("unstyled")) return;
    var note = document.createElement("p");
    note.id = "unstyled";
    note.setAttribute("role", "status");
    note.textContent = "The style sheet of this page did not come, or came changed, so it looks bare; its figures are right. Open it again, or ask whoever looks after it to copy its whole folder anew.";
    document.body.prepend(note);
  }

  function records() {
    var all = [];
    if (typeof window.informedChoiceNow === "string") all.push(window.informedChoiceNow);
    try {
      Object.keys(localStorage).forEach(function (key) {
        if (key.indexOf("informed-choice/scenario/") === 0 || key === "informed-choice/register") all.push(localStorage.getItem(key));
      });
    } catch (refused) { /* storage is refused: there is only what is open */ }
    return "[" + all.join(",\n") + "]";
  }

  function button(label, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  var broken = false;
  function breakDown() {
    if (broken) return;
    broken = true;
    var old = document.getElementById("starting");
    if (old) old.remove();
    var box = document.createElement("div");
    box.id = "starting";
    box.setAttribute("role", "alert");
    var heading = document.createElement("h1");
    heading.textContent = "Something went wrong in this page";
    var words = document.createElement("p");
    words.textContent = "Your scenario is safe as it was at your last keystroke. Save a copy of it, then open the page again.";
    var text = document.createElement("textarea");
    text.readOnly = true;
    text.rows = 4;
    text.hidden = true;
    text.setAttribute("aria-label", "The scenario as text");
    var actions = document.createElement("p");
    actions.append(
      button("Save the scenario", function () {
        var link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([records()], { type: "application/json" }));
        link.download = "informed-choice-saved.json";
        document.body.append(link);
        link.click();
        link.remove();
        // a frame may save nothing and say nothing of it
        text.value = records();
        text.hidden = false;
      }),
      " ",
      button("Open the page again", function () { location.reload(); }),
    );
    box.append(heading, words, actions, text);
    document.body.prepend(box);
    box.scrollIntoView({ block: "nearest" });
  }

  // the module's own faults: a panic, a stack that overflows, an error in what binds it to the page
  function isOurs(error) {
    if (!error || !started()) return false;
    return (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) || error instanceof RangeError
      || (typeof InternalError === "function" && error instanceof InternalError) || /wasm/.test(String(error.stack));
  }
  function started() { return typeof window.informedChoiceNow === "string"; }
  window.addEventListener("error", function (event) {
    if (isOurs(event.error)) {
      breakDown();
      event.preventDefault();
    }
  });
  window.addEventListener("unhandledrejection", function (event) {
    if (started()) {
      breakDown();
      event.preventDefault();
    }
  });
  window.addEventListener("informed-choice:stopped", breakDown);
  window.addEventListener("load", checkStyle);

  window.informedChoiceStart = {
    explain: explain,
    ready: function () {
      clearTimeout(late);
      var box = document.getElementById("starting");
      if (box && !broken) box.remove();
    },
  };
})();
