(function () {
  "use strict";
  var box = document.getElementById("search"), told = document.getElementById("told");
  var lines = [].slice.call(document.querySelectorAll("li[data-words]"));
  var groups = [].slice.call(document.querySelectorAll("section[data-group]"));
  function fold(text) {
    return text.toLowerCase().replace(/\u0111/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }
  function show() {
    var words = fold(box.value).split(/\s+/).filter(Boolean), count = 0;
    lines.forEach(function (line) {
      var said = line.getAttribute("data-words");
      var fits = words.every(function (word) { return said.indexOf(word) >= 0; });
      line.hidden = !fits;
      count += fits ? 1 : 0;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector("li:not([hidden])"); });
    told.textContent = words.length ? (count ? "Tìm thấy " + count + " thủ tục." : "Không tìm thấy thủ tục nào. Hãy thử ít chữ hơn.") : "";
  }
  document.getElementById("finder").hidden = false;
  box.addEventListener("input", show);
  var asked = /[?&]q=([^&]*)/.exec(location.search);
  if (asked) { box.value = decodeURIComponent(asked[1].replace(/\+/g, " ")); }
  show();
})();
