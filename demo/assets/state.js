const page = JSON.parse(document.getElementById("__NEXT_DATA__").textContent).props.pageProps.page;
const clock = new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" });
const shown = page.posts.map((post) => {
  const article = Object.assign(document.createElement("article"), { id: post.id, className: "post" });
  const line = (tag, name, text) => {
    if (text) article.append(Object.assign(document.createElement(tag), { className: name, textContent: text }));
  };
  line("p", "post__time", clock.format(post.publishedAt));
  line("p", "post__kicker", post.surtitle);
  line("h2", "post__title", post.title);
  article.insertAdjacentHTML("beforeend", post.body);
  return article;
});
document.getElementById("__next").lastElementChild.replaceWith(...shown);
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
