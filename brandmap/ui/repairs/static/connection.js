(() => {
  // Runs once per page load, and anew for another language: a line over the header, where nothing works without the
  // server, while it cannot be reached. Streamlit's own message lay over the page and shut everything behind it off.
  const { lost } = document.currentScript.dataset;
  const SHORT = 1500; // ms that a connection may be gone before anybody is told
  const app = document.querySelector("[data-testid=stApp]");
  const line = document.getElementById("bm-lost") ?? app.appendChild(document.createElement("p"));
  line.id = "bm-lost";
  line.setAttribute("role", "status");
  let waiting;
  const look = () => {
    const { testConnectionState, testScriptState } = app.dataset;
    if (testConnectionState !== "CONNECTED") waiting ??= setTimeout(() => (line.textContent = lost), SHORT);
    else if (waiting) {
      clearTimeout(waiting);
      waiting = undefined;
      // A server that was started anew knows no part of this page: it answers no press until it has drawn the whole.
      dispatchEvent(new Event("brandmapBack"));
      dispatchEvent(new PopStateEvent("popstate"));
    } else if (testScriptState === "notRunning") line.textContent = "";
  };
  window.brandmapConnection?.disconnect();
  window.brandmapConnection = new MutationObserver(look);
  window.brandmapConnection.observe(app, { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
})();
