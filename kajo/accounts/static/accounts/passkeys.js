// Passkeys: asks the browser, puts its answer into the form and sends it. Forms marked `data-passkey` are hidden
// until this runs, since there is no passkey without it.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function question(options) {
  const asked = { ...options, challenge: bytes(options.challenge) };
  if (options.user) asked.user = { ...options.user, id: bytes(options.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (options[list]) asked[list] = options[list].map((each) => ({ ...each, id: bytes(each.id) }));
  }
  return asked;
}

function answer(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function ask(form) {
  const found = form.dataset.options || (await (await fetch(form.dataset.from)).json()).options;
  const publicKey = question(JSON.parse(found).publicKey);
  const wanted = form.dataset.passkey === "create" ? "create" : "get";
  form.elements.credential.value = JSON.stringify(answer(await navigator.credentials[wanted]({ publicKey })));
  form.submit();
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const trouble = form.querySelector("[data-trouble]");
      trouble.hidden = true;
      ask(form).catch(() => {
        trouble.hidden = false;
      });
    });
  }
}
