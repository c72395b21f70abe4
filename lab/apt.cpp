// SPDX-License-Identifier: MIT
#include "apt.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <sstream>
#include <unistd.h>

namespace gangway::lab {

namespace {

constexpr std::string_view keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

// Where the machine has Debian itself from; Debian's own address, if it is no Debian.
std::string mirror() {
    const captured targets =
        capture({"apt-get", "indextargets", "--format", "$(LABEL) $(REPO_URI)"});
    constexpr std::string_view label = "Debian http";
    std::istringstream lines(targets.out);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(label))
            return line.substr(line.find(' ') + 1);
    return "http://deb.debian.org/debian/";
}

// As a whole: apt may be reading it for another process.
void write_if_changed(const fs::path& path, const std::string& text) {
    if (fs::exists(path) && read_file(path) == text)
        return;
    const fs::path fresh = fmt::format("{}.{}", path.native(), getpid());
    write_file(fresh, text);
    fs::rename(fresh, path);
}

} // namespace

fs::path archive::folder() const {
    fs::path path = cache_dir() / "apt" / suite_;
    fs::create_directories(path / "lists/partial");
    return path;
}

// Read after the machine's, of which it leaves proxies and the like. No package counts as
// installed: so apt resolves all that one needs.
fs::path archive::settings() const {
    const fs::path path = folder() / "apt.conf";
    const std::string text = fmt::format(R"(Dir::State "{0}";
Dir::State::lists "lists";
Dir::State::status "{0}/status";
Dir::Cache "{0}";
Dir::Cache::pkgcache "packages.bin";
Dir::Etc::sourcelist "{0}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Default-Release "{1}";
APT::Architecture "amd64";
#clear APT::Architectures;
APT::Architectures {{ "amd64"; }};
APT::Sandbox::User "root";
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::AllowInsecureRepositories "false";
Acquire::AllowWeakRepositories "false";
Acquire::AllowDowngradeToInsecureRepositories "false";
APT::Get::AllowUnauthenticated "false";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
)",
                                         folder().native(), suite_);
    write_if_changed(path, text);
    write_if_changed(folder() / "status", "");
    return path;
}

arguments archive::command(std::string_view program, const arguments& rest) const {
    arguments all{std::string(program)};
    if (suite_.empty())
        // _apt, the user that apt downloads as, cannot write into our cache.
        all.insert(all.end(), {"-o", "APT::Sandbox::User=root"});
    else
        all.insert(all.end(), {"-c", settings()});
    std::ranges::copy(rest, std::back_inserter(all));
    return all;
}

std::string archive::ask(const arguments& query) const {
    return capture(command("apt-cache", query)).out;
}

std::string archive::show(const std::string& package) const {
    return ask({"show", "--no-all-versions", package});
}

std::string archive::version(const std::string& package) const {
    const std::string shown = show(package);
    constexpr std::string_view label = "\nVersion: ";
    const std::size_t at = shown.find(label);
    if (at == std::string::npos)
        return {};
    const std::size_t start = at + label.size();
    return shown.substr(start, shown.find('\n', start) - start);
}

void archive::refresh(std::string_view why) const {
    if (suite_.empty()) {
        if (::geteuid() != 0)
            throw failure(fmt::format("{}; as root: apt-get update", why));
        fmt::print(stderr, "gangway-lab: {}: running apt-get update\n", why);
        if (run_program({"apt-get", "-q", "update"}) != 0)
            throw failure("apt-get update failed; its output above says why");
        return;
    }
    if (!fs::exists(keyring))
        throw failure(fmt::format("{} is not here, with which Debian's signatures are verified: "
                                  "apt-get install debian-archive-keyring",
                                  keyring));
    const unique_fd alone = lock(folder() / ".lock", lock_kind::exclusive);
    const std::string from = mirror();
    std::string sources;
    for (const std::string_view suite : {suite_.substr(0, suite_.find('-')), suite_})
        sources += fmt::format("deb [signed-by={}] {} {} main\n", keyring, from, suite);
    write_if_changed(folder() / "sources.list", sources);
    fmt::print(stderr, "gangway-lab: {}: reading the lists of {} from {}, into {}\n", why, suite_,
               from, folder().native());
    if (run_program(command("apt-get", {"-q", "--error-on=any", "update"})) != 0)
        throw failure(fmt::format("the lists of Debian's {} could not be read from {}; apt's "
                                  "output above says why",
                                  suite_, from));
}

// A line of --print-uris: 'URI' NAME_VERSION_ARCHITECTURE.deb SIZE HASH
struct archive::file {
    std::string package;
    std::size_t size = 0;
};

std::vector<archive::file> archive::files(const arguments& query) const {
    const captured answer = capture(command("apt-get", query));
    if (answer.status != 0)
        throw failure(fmt::format("apt cannot tell what is needed: {}", answer.err));
    std::istringstream lines(answer.out);
    std::vector<file> found;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string uri;
        file one;
        if (line.starts_with('\'') && words >> uri >> one.package >> one.size) {
            one.package.resize(std::min(one.package.find('_'), one.package.size()));
            found.push_back(std::move(one));
        }
    }
    return found;
}

std::vector<std::string> archive::closure(const std::vector<std::string>& packages) const {
    arguments query{"-y", "--print-uris", "install"};
    std::ranges::copy(packages, std::back_inserter(query));
    std::vector<std::string> all;
    for (file& one : files(query))
        all.push_back(std::move(one.package));
    return all;
}

std::size_t archive::size(const std::vector<std::string>& packages) const {
    arguments query{"--print-uris", "download"};
    std::ranges::copy(packages, std::back_inserter(query));
    std::size_t all = 0;
    for (const file& one : files(query))
        all += one.size;
    return all;
}

bool archive::download(const std::vector<std::string>& packages, const fs::path& into) const {
    arguments rest{"-q", "download"};
    std::ranges::copy(packages, std::back_inserter(rest));
    return run_program(command("apt-get", rest), {.descriptors = {}, .directory = into}) == 0;
}

void unpack_package(const fs::path& package, const fs::path& into) {
    if (run_program({"dpkg", "-x", package, into}) != 0)
        throw failure(fmt::format("dpkg could not unpack {}", package.native()));
}

} // namespace gangway::lab
