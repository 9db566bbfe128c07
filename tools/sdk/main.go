// Binds the package schema and writes its SDK in one language, by the code that `pulumi package gen-sdk` calls.
// Usage: sdk <schema.json> <python|go|dotnet|check> <folder> <logo.png>. Any diagnostic of the schema is an error.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(schemaFile, language, folder, logo string) error {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return err
	}
	pkg, diagnostics, err := schema.BindSpec(spec, nil, schema.ValidationOptions{})
	if err != nil {
		return err
	}
	if len(diagnostics) > 0 {
		return diagnostics
	}
	files, err := generate(pkg, language, logo)
	if err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func generate(pkg *schema.Package, language, logo string) (map[string][]byte, error) {
	const tool = "pulumi-coze"
	switch language {
	case "python":
		return python.GeneratePackage(tool, pkg, nil, nil)
	case "go":
		return gogen.GeneratePackage(tool, pkg, nil)
	case "dotnet":
		// The generator takes a logo from an address only, and would download Pulumi's.
		server := httptest.NewServer(http.FileServer(http.Dir(filepath.Dir(logo))))
		defer server.Close()
		pkg.LogoURL = server.URL + "/" + filepath.Base(logo)
		return dotnet.GeneratePackage(tool, pkg, nil, nil)
	case "check":
		return nil, nil
	}
	return nil, fmt.Errorf("there is no SDK for %s", language)
}
